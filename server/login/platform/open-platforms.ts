// The platforms of the settings `login.platforms`, by the names that clients say.

import * as jose from 'jose'
import { RemoteKeys } from '../../auth/remote-keys.ts'
import type { Logger } from '../../core/log/log.ts'
import type { Clock } from '../../lib/clock.ts'
import type { PlatformConfig } from '../settings.ts'
import { OpenIdPlatform } from './openid.ts'
import type { Platform } from './platform.ts'
import { PlatformLine } from './platform-line.ts'
import { WeChatPlatform } from './wechat.ts'

export type Platforms = ReadonlyMap<string, Platform>

interface PlatformHost {
  log: Logger
  clock: Clock
}

export function openPlatforms(
  configs: Readonly<Record<string, PlatformConfig>>,
  host: PlatformHost,
): Platforms {
  return new Map(Object.entries(configs).map(([name, config]) => [name, openPlatform(name, config, host)]))
}

function openPlatform(name: string, config: PlatformConfig, { log, clock }: PlatformHost): Platform {
  const { timeout } = config
  if (config.kind === 'wechat')
    return new WeChatPlatform({ ...config, line: new PlatformLine({ name, log, timeout }), log })
  const keys = new RemoteKeys({ jose, log, clock, url: new URL(config.jwks), timeout })
  return new OpenIdPlatform({ ...config, keys: keys.keyOf, clock })
}
