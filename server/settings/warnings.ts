// Settings that are fine on a developer's machine and not safe in production, as sentences for the log at the start.

import { statSync } from 'node:fs'
import type { Config } from '../config.ts'
import { isPublicHost } from '../lib/networks.ts'

export function warnings(config: Config): string[] {
  const found: string[] = []
  if (config.web.enabled && config.web.page && isPublicHost(config.web.host)) {
    found.push(
      `the tester page is served on ${config.web.host}: set web.host to 127.0.0.1 or web.page to false`,
    )
  }
  if (config.console.enabled && isPublicHost(config.console.host)) {
    found.push(
      `the console listens on ${config.console.host} without encryption: set console.host to 127.0.0.1 and reach it by ssh`,
    )
  }
  if (config.gate.trustProxy > 0 && config.gate.proxies.length === 0) {
    found.push('gate.trustProxy believes proxies on this machine only: name others in gate.proxies')
  }
  return found
}

/** What is on the disk from an earlier version, or made by somebody else: what this one makes is for its user only. */
export function fileWarnings({ store, save, table, log }: Config): string[] {
  return [store.path, save.unsaved, table.history, log.file]
    .filter(isOpenToOthers)
    .map(path => `other users of this machine can read ${path}: chmod -R go= ${path}`)
}

function isOpenToOthers(path: string): boolean {
  const stat = path === '' ? undefined : statSync(path, { throwIfNoEntry: false })
  const isOwn = stat !== undefined && (stat.isFile() || stat.isDirectory())
  return isOwn && process.platform !== 'win32' && (stat.mode & 0o007) !== 0
}
