import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

const HOST = '127.0.0.1'

/**
 * Holds a port for one installation, for as long as several of its processes share it. Whoever may share it is let in by the
 * system without a word, if she is of the same account: a second installation, started by mistake, would be handed half of the
 * visitors. So nobody shares it but who is started by the one that holds it.
 *
 * It is held by the same port of UDP, which is shared with nobody and free again when its process is gone, whatever ended it;
 * nothing is read from it. And whoever listens there already, alone or not, is found by listening alone for a moment. It rejects as
 * listening does: `EADDRINUSE`, with the port.
 */
export async function holdPort(port: number): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const held = createSocket('udp4')
  stack.defer(() => new Promise<void>((resolve) => held.close(() => resolve())))
  held.bind({ port, address: HOST, exclusive: true })
  await once(held, 'listening')
  await listenAlone(port)
  return stack.move()
}

async function listenAlone(port: number): Promise<void> {
  const server = createServer((socket) => socket.destroy())
  server.listen(port, HOST)
  await once(server, 'listening')
  await new Promise((resolve) => server.close(resolve))
}
