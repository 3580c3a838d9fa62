// Tokens of programs for a running test server, as `npm run auth` makes them.

import { systemClock } from '../../../server/lib/clock.ts'
import { createToken, type TokenWish } from '../../../server/ops/tokens/token.ts'
import { openStores } from '../../../server/store/open-stores.ts'
import type { TokenStore } from '../../../server/store/token-store.ts'
import { type TestServer, testConfig } from './server.ts'

/** Works on the stored tokens of `server` as another process would. */
export async function withTokens<T>(
  { folder }: TestServer,
  work: (tokens: TokenStore) => Promise<T>,
): Promise<T> {
  const { store, node } = testConfig({}, folder)
  const stores = await openStores(store, { node: node.id })
  try {
    return await work(stores.tokens)
  } finally {
    await stores.close()
  }
}

/** Returns the token's text. */
export async function addToken(
  server: TestServer,
  wish: Omit<TokenWish, 'ttl'> & { ttl?: number },
): Promise<string> {
  const { text, stored } = createToken({ ttl: undefined, ...wish }, systemClock.now())
  await withTokens(server, tokens => tokens.add(stored))
  return text
}
