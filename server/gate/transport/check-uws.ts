// uWebSockets.js is native code, built for certain versions of Node and platforms. Where there is no binary for this one,
// the start says so in one line: this is checked before anything is loaded that needs it.

import { StartError } from '../../core/errors.ts'
import './upgrade-limit.ts'

/** Throws StartError. */
export async function checkSockets(): Promise<void> {
  try {
    await import('uWebSockets.js')
  } catch (cause) {
    throw new StartError(reasonOf(cause as NodeJS.ErrnoException), { cause })
  }
}

function reasonOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'ERR_MODULE_NOT_FOUND')
    return "uWebSockets.js is not installed: run `npm ci` in the project's folder"
  const { version, platform, arch } = process
  return `uWebSockets.js has no binary for Node ${version} on ${platform} ${arch}. The installed package (uws-pack) has those of Node 18, 20 and 22 on Linux (glibc), macOS and Windows: use Node 22, as \`npm start\` does. With Node 24 or 26 install upstream's package: npm install uWebSockets.js@uNetworking/uWebSockets.js#v20.69.0`
}
