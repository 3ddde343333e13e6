// Runs a script of this project on a suitable Node.js, or says in one sentence what to do.
// Plain JavaScript, because an old Node.js can't even read the TypeScript sources.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const suitable = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
if (!suitable) {
  console.error(
    `运行环境 Node.js ${process.versions.node} 不适用,需要 22.18 或更高。请在项目文件夹中执行“npm ci”(会带来合适的 Node.js),再用 npm 命令运行。\n` +
      `Node.js ${process.versions.node} is not suitable; 22.18 or newer is needed. Run “npm ci” (it brings one along), then use the npm commands.`,
  );
  process.exit(1);
}
const script = process.argv[2];
process.argv.splice(1, 2, path.resolve(script));
await import(pathToFileURL(path.resolve(script)).href);
