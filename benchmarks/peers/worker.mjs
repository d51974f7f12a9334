// A standing worker for one JavaScript engine: reads commands as JSON lines, answers as JSON lines.
// {"do": "prepare", "template": path, "data": path}  ->  {"ready": version}
// {"do": "time", "count": n}                         ->  {"seconds": [one per document]}
// {"do": "save", "path": path}                       ->  {"saved": path}
import fs from "node:fs";
import readline from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const engine = process.argv[2];

async function load() {
  if (engine === "docxtemplater") {
    const Docxtemplater = require("docxtemplater");
    const PizZip = require("pizzip");
    return (template, data) => {
      const document = new Docxtemplater(new PizZip(template.bytes), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  }
  if (engine === "easy-template-x") {
    const { TemplateHandler } = await import("easy-template-x");
    const handler = new TemplateHandler();
    return (template, data) => handler.process(template.bytes, data);
  }
  const carbone = require("carbone");
  const { promisify } = require("node:util");
  const render = promisify(carbone.render);
  return (template, data) => render(template.path, data, {});
}

const render = await load();
let template, data;

async function answer(command) {
  if (command.do === "prepare") {
    template = { path: command.template, bytes: fs.readFileSync(command.template) };
    data = JSON.parse(fs.readFileSync(command.data, "utf8"));
    await render(template, data[0]);
    return { ready: require("./package.json").dependencies[engine] };
  }
  if (command.do === "save") {
    fs.writeFileSync(command.path, await render(template, data[0]));
    return { saved: command.path };
  }
  const seconds = [];
  for (let number = 0; number < command.count; number += 1) {
    const begun = process.hrtime.bigint();
    await render(template, data[number % data.length]);
    seconds.push(Number(process.hrtime.bigint() - begun) / 1e9);
  }
  return { seconds };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let said;
  try {
    said = await answer(JSON.parse(line));
  } catch (reason) {
    said = { failed: String(reason) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
process.exit(0);
