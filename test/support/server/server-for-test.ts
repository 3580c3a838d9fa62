// startTestServer for a vitest test: what it starts ends with the test.

import { onTestFinished } from 'vitest'
import { type Settings, startTestServer, type TestServer } from './server.ts'

export async function serverForTest(settings?: Settings, folder?: string): Promise<TestServer> {
  const server = await startTestServer(settings, folder)
  onTestFinished(async () => void (await server.stop()))
  return server
}
