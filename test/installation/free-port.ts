import { type AddressInfo, createServer } from 'node:net'

/** A port that was free a moment ago, at every address of this machine: for what must know its port before it listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
