import { readFileSync } from "node:fs";
import { load } from "./engine/js/node.ts";
import { loadLessons } from "./engine/js/lessons.ts";
const inkling = await load({bytes:new Uint8Array(readFileSync("build/wasm/inkling.wasm"))});
const lessons = await loadLessons({bytes:new Uint8Array(readFileSync("build/wasm/inkling-lessons.wasm"))});
const curves: Record<string,(x:number)=>number> = {
 waves: x=>Math.sin(x*2.1), hill: x=>2*Math.exp(-x*x/1.2)-1, corner: x=>2*Math.abs(x)/3-1, jump: x=>x<0?-0.8:0.8
};
const N=61; const X=Array.from({length:N},(_,i)=>-3+6*i/(N-1));
const acts=["identity","sigmoid","tanh","relu","leaky_relu","elu","softplus","silu","gelu","softmax"] as const;
for (const lr of [0.02,0.1,0.3,0.5,1,3])for(const units of [8,3]) { 
 for(const a of acts){ const row:string[]=[];
 for (const [c,f] of Object.entries(curves)) {
  const ls=[];
  for(let seed=1;seed<=4;seed++){
   const data=inkling.table({inputs:X.map(x=>[x]),targets:X.map(x=>[f(x)])});
   const t=inkling.trainer({layers:[{units,activation:a,biases:"normal",biasesScale:1},{units:1}],loss:"mean_squared_error",optimizer:"adam",learningRate:lr,batchSize:N,seed},data);
   const t0=performance.now();
   let s="";
   try {t.train(3000,{keep:false});
   const p=t.parameters()[0]; let dead=0,sat=0;
   const z=X.flatMap(x=>Array.from({length:units},(_,u)=>x*p.weight[u]+p.bias[u]));
   if(a!=="softmax"){
   const d=lessons.activation(a,z).derivative;
   for(let u=0;u<units;u++){let m=0;for(let i=0;i<N;i++)m=Math.max(m,Math.abs(d[i*units+u]));if(m===0)dead++;else if(m<0.005)sat++;}}
   s=t.evaluate(data).loss.toFixed(4)+(dead||sat?`(d${dead} s${sat})`:"");
   } catch(e){s="ERR "+(e as Error).message.slice(0,40)}
   ls.push(s+(seed===1&&c==="waves"?` ${(performance.now()-t0).toFixed(0)}ms`:""));
   t.dispose();data.dispose();
  }
  row.push(c+" "+ls.join("/"));
 }
 console.log(lr,units,a,row.join(" | "));
}}
