npx esbuild $1 --bundle --format=esm --platform=node --outfile=/tmp/l6.mjs --log-level=error --define:import.meta.url="'file:///work/wt/l6/engine/js/node.ts'" && nice node /tmp/l6.mjs
