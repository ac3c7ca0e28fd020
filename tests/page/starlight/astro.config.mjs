import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  integrations: [
    starlight({
      title: "A site of Starlight",
      head: [{ tag: "script", attrs: { type: "module", src: "/go-park/auto.js" } }],
    }),
  ],
});
