import { load } from "./engine/js/node.ts";
import { moons } from "./web/src/worker/lessons/moons.ts";
const inkling = await load();
const q = moons({ inkling } as any) as any;
const grid={from:-2,to:3,columns:48};
for (const noise of [0.25,0.3]) for (let seed=1; seed<=8; seed++) { let line=`${noise} ${seed}`;
for (const cure of [{},{l2:0.003},{dropout:0.3},{patience:300}] as any[]) {
  const recipe={points:{rule:"moons",examples:40,noise,seed},units:32,seed,l2:0,dropout:0,patience:0,...cure};
  let s:any; const t0=performance.now(); let n=0; do { s=q["moons.advance"]({recipe,epoch:8000,grid}); n++; } while(!s.ended);
  const W=s.weight; const dirs=new Set(); for(let j=0;j<32;j++){ const sg=Math.sign(W[j]); dirs.add([W[j]*sg,W[32+j]*sg,s.bias[j]*sg].map(x=>Math.round(x*20)).join());}
  line+=` | ${s.training.loss.toFixed(4)} ${s.test.loss.toFixed(3)} ${s.test.accuracy.toFixed(3)} low ${s.lowest.loss.toFixed(3)}@${s.lowest.epoch} ${s.lowest.accuracy.toFixed(3)} end ${s.epoch}/${s.epochOfNetwork} d${dirs.size} ${s.took.toFixed(0)}ms of ${(performance.now()-t0).toFixed(0)} n${n}`;
} console.log(line.replaceAll(" | ","\n    ")); }
