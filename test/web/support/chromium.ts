// Real Chromium for the tests of the page, one for all files of a test process; it ends with the process. Where there
// is none on this machine the suites say so and are skipped (REQUIRE_SERVERS=1 makes that a failure).

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function findChromium(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const paths = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [process.env.CHROMIUM ?? '', ...paths].find(path => path !== '' && existsSync(path))
}

export const chromiumPath = findChromium()

if (!chromiumPath && process.env.REQUIRE_SERVERS === '1') throw new Error('no Chromium on this machine')
if (!chromiumPath) process.stdout.write('skipped: no Chromium for the tests of the page (set CHROMIUM)\n')

let shared: Promise<Browser> | undefined

export function sharedChromium(): Promise<Browser> {
  shared ??= chromium.launch({
    executablePath: chromiumPath!,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
  return shared
}
