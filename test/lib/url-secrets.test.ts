import { expect, test } from 'vitest'
import { hideUrls, showUrl, withoutSecrets } from '../../server/lib/url-secrets.ts'

test.each([
  ['', ''],
  ['no url: hunter2', '(hidden)'],
  ['redis://cache:6379/0', 'redis://cache:6379/0'],
  ['redis://:hunter2@cache', 'redis://(hidden)@cache'],
  ['redis://:hun@ter2@cache', 'redis://(hidden)@cache'],
  ['redis://:hun/ter2@cache', 'redis://(hidden)@cache'],
  ['redis://:hun?ter2@cache', 'redis://(hidden)'],
  ['redis://:hun#ter2@cache', 'redis://(hidden)'],
  ['https://x/y?api_key=hunter2', 'https://x/y?(hidden)'],
  ['https://x/y#hunter2', 'https://x/y?(hidden)'],
  ['https://me:hunter2@x/y?a=b', 'https://(hidden)@x/y?(hidden)'],
])('of %j is shown: %j', (url, shown) => expect(showUrl(url)).toBe(shown))

test('in a text every URL is shown so', () => {
  expect(hideUrls('connect to "mongodb://me:hunter2@a,b/c?d=e" failed, see https://x/y?z')).toBe(
    'connect to "mongodb://(hidden)@a,b/c?(hidden)" failed, see https://x/y?(hidden)',
  )
})

test.each([
  ['mongodb://me:hunter2@db/x', 'mongodb://me:hunter2@db/x is no URL, nor is hunter2'],
  ['mongodb://me:hun%40ter2@db/x', 'hun@ter2 is wrong, and so is hun%40ter2'],
  ['mongodb://db/?authMechanismProperties=AWS_SESSION_TOKEN:hunter2,X:hunter2', 'got hunter2'],
  ['mongodb://db/?tlsCAFile=/etc/hunter2', "open '/etc/hunter2'"],
])('what a driver says of %s holds none of its secrets', (url, said) => {
  expect(withoutSecrets(said, url)).not.toMatch(/hunter2|hun@ter2|hun%40ter2/)
})
