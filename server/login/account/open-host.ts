// Puts the login server together from its settings and stores.

import { Refusals } from '../../auth/refusals.ts'
import { readCounter, readGauge } from '../../core/metrics/metric.ts'
import type { MainSetup } from '../../setup/main-setup.ts'
import type { Stores } from '../../store/open-stores.ts'
import { Arrivals } from '../guard/arrivals.ts'
import { Guesses } from '../guard/guesses.ts'
import { SigningKeys } from '../key/signing-keys.ts'
import { PasswordHasher } from '../password/password-hasher.ts'
import { PasswordRules } from '../password/password-rules.ts'
import { openPlatforms } from '../platform/open-platforms.ts'
import { Sessions } from '../session/sessions.ts'
import type { LoginConfig } from '../settings.ts'
import { Accounts } from './accounts.ts'
import type { AccountHooks, LoginHost, Players } from './login-host.ts'

export interface OpenHostOptions {
  login: LoginConfig
  stores: Pick<Stores, 'accounts' | 'keys' | 'bans'>
  /** Never gives the same twice. */
  newId(): string
  hooks: AccountHooks
  players: Players
}

export async function openHost(setup: MainSetup, options: OpenHostOptions): Promise<LoginHost> {
  const { login: config, stores, newId, hooks, players } = options
  const { log, node } = setup
  const { clock } = node.thread
  const now = () => clock.now()
  const accounts = new Accounts({ store: stores.accounts, newId, now })
  const { hashMemory: memory, hashPasses: passes, hashesAtOnce: atOnce } = config
  const hasher = await PasswordHasher.open({ memory, passes, atOnce })
  setup.metrics.add(hashMetrics(hasher))
  return {
    config,
    log,
    accounts,
    sessions: new Sessions({ accounts, now, ttl: config.refreshTime }),
    keys: await openKeys(setup, config, stores),
    hasher,
    rules: new PasswordRules(),
    platforms: openPlatforms(config.platforms, { log, clock }),
    bans: stores.bans,
    refusals: new Refusals(log),
    players,
    hooks,
    now,
    ...limitsOf(config, log),
  }
}

async function openKeys(
  setup: MainSetup,
  { issuer, audience, accessTime }: LoginConfig,
  { keys: store }: Pick<Stores, 'keys'>,
): Promise<SigningKeys> {
  const { log, node } = setup
  const ttl = Math.floor(accessTime / 1000)
  const keys = await SigningKeys.open({ store, clock: node.thread.clock, log, issuer, audience, ttl })
  setup.onExit('signing keys', () => keys.close())
  setup.onReload('signing keys', () => keys.look())
  return keys
}

function limitsOf(config: LoginConfig, log: LoginHost['log']) {
  const { wrongPerAccount: perAccount, wrongPerAddress: perNetwork } = config
  const { registrationsPerAddress, guestsPerAddress } = config
  return {
    guesses: new Guesses({ perAccount, perNetwork }),
    registrations: new Arrivals({
      most: registrationsPerAddress,
      setting: 'login.registrationsPerAddress',
      log,
    }),
    guests: new Arrivals({ most: guestsPerAddress, setting: 'login.guestsPerAddress', log }),
  }
}

const hashMetrics = (hasher: PasswordHasher) => ({
  gatehouse_passwords_hashing: readGauge('passwords that are being hashed', () => hasher.count().running),
  gatehouse_passwords_waiting: readGauge('passwords that wait to be hashed', () => hasher.count().waiting),
  gatehouse_passwords_refused_total: readCounter(
    'passwords that were not hashed because too many waited',
    () => hasher.count().refused,
  ),
})
