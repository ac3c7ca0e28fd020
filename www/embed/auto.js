// Defines <go-park> with its own name: for <script type="module" src=".../go-park/auto.js">.

import { defineGoPark } from "./element.js";

defineGoPark();
