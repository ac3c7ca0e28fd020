export default {
  head: [["script", { type: "module", src: "/go-park/auto.js" }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "go-park" } } },
};
