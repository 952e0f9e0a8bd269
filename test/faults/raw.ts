// What no browser sends: bytes on a socket.
import { connect, type Socket } from 'node:net'
import { again, patience } from '../patience.ts'

/** Send bytes as they are and give back what comes until the other side closes. */
export function sendRaw(
  origin: string,
  bytes: string | Uint8Array,
): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const socket = open(origin)
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  socket.setTimeout(patience(30_000), () => socket.destroy(new Error('no answer')))
  // A reset after the answer is the answer's end.
  socket.on('error', (cause) => text === '' && reject(cause))
  socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }))
  socket.write(bytes)
  return promise
}

export interface Dripping {
  /** From the connection's opening until the other side closed it. */
  readonly closedAfterMs: Promise<number>
  end(): void
}

/** A client that sends a beginning, and then a little at a time for ever. */
export function drip(origin: string, { beginning, drop }: { beginning: string; drop: string }): Dripping {
  const { promise, resolve } = Promise.withResolvers<number>()
  const socket = open(origin)
  const openedAt = performance.now()
  const dripping = again(500, () => socket.writable && socket.write(drop))
  socket.on('connect', () => socket.write(beginning))
  socket.on('error', () => {})
  socket.on('data', () => {})
  socket.on('close', () => {
    dripping.end()
    resolve(performance.now() - openedAt)
  })
  return { closedAfterMs: promise, end: () => socket.destroy() }
}

function open(origin: string): Socket {
  const { hostname, port } = new URL(origin)
  return connect({ host: hostname, port: Number(port) })
}
