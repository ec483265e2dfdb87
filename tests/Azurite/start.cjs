// Azurite for as long as somebody holds its standard input: when that closes, also because its holder was killed, it ends and its folder goes.
// Usage: node start.cjs --location FOLDER [Azurite's other flags]
const { rmSync } = require('node:fs');

const folder = process.argv[process.argv.indexOf('--location') + 1];
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.stdin.on('end', () => process.exit(0)).resume();
require('azurite/dist/src/azurite.js');
