export default {
  title: "A site of Docusaurus",
  url: "https://example.org",
  baseUrl: "/docusaurus-built/",
  scripts: [{ src: "/go-park/auto.js", type: "module" }],
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: false }, blog: false }]],
};
