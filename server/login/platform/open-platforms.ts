// The platforms of the settings `login.platforms`, by the names that clients say.

import type { Logger } from '../../core/log/log.ts'
import type { Clock } from '../../lib/clock.ts'
import type { PlatformConfig } from '../settings.ts'
import { OpenIdPlatform } from './openid.ts'
import type { Platform } from './platform.ts'
import { PlatformLine } from './platform-line.ts'
import { WeChatPlatform } from './wechat.ts'

export type Platforms = ReadonlyMap<string, Platform>

export function openPlatforms(
  configs: Readonly<Record<string, PlatformConfig>>,
  { log, clock }: { log: Logger; clock: Clock },
): Platforms {
  const opened = Object.entries(configs).map(([name, config]) => {
    const line = new PlatformLine({ name, log, timeout: config.timeout })
    const platform =
      config.kind === 'wechat'
        ? new WeChatPlatform({ ...config, line, log })
        : new OpenIdPlatform({ ...config, line, clock })
    return [name, platform] as const
  })
  return new Map(opened)
}
