# Finds the Emscripten that is on the PATH (emsdk's or a distribution's) and hands over to its own CMake toolchain.

execute_process(COMMAND em-config EMSCRIPTEN_ROOT
                OUTPUT_VARIABLE EMSCRIPTEN_ROOT_PATH OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "Emscripten was not found: install it (Debian, Ubuntu: apt install emscripten) or activate emsdk.")
endif()

include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)

# Older releases leave it to the project to say what runs a test.
if(NOT CMAKE_CROSSCOMPILING_EMULATOR)
  set(CMAKE_CROSSCOMPILING_EMULATOR node)
endif()

# Debian's emcc imports acorn at link time, which a Node that is not Debian's looks for elsewhere.
if(EXISTS /usr/share/nodejs/acorn)
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
endif()
