// Plain JavaScript on purpose: an older Node can't read the rest and says only `Unknown file extension ".ts"`. Imported
// before everything else by whatever starts (start.js, run.js), it ends with one line that says what to do instead.

const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `gatehouse needs Node 22.18 or newer, and this is ${process.versions.node}. \`npm ci\` brings it into ` +
      'node_modules/.bin, unless install scripts are off: then run `npm rebuild node` (pnpm: `pnpm approve-builds`, ' +
      'choose node), or put a Node 22 of your own first on the PATH.',
  )
  process.exit(1)
}
