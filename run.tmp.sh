<<<<<<< HEAD
npx esbuild $1 --bundle --format=esm --platform=node --outfile=/tmp/l6.mjs --log-level=error --define:import.meta.url="'file:///work/wt/l6/engine/js/node.ts'" && nice node /tmp/l6.mjs
=======
#!/bin/sh
f=$1; shift
npx esbuild $f --bundle --format=esm --platform=node --outfile=build/tmp/out.mjs --log-level=error '--banner:js=import{createRequire}from"node:module";const require=createRequire(import.meta.url);' --external:node:* && nice node build/tmp/out.mjs "$@"
>>>>>>> wt/l2
