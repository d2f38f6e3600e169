#!/bin/sh
f=$1; shift
npx esbuild $f --bundle --format=esm --platform=node --outfile=build/tmp/out.mjs --log-level=error '--banner:js=import{createRequire}from"node:module";const require=createRequire(import.meta.url);' --external:node:* && nice node build/tmp/out.mjs "$@"
