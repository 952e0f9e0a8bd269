// A client that costs little, so that the installation is measured and not the measuring: HTTP/1.1 over one kept
// connection, one request at a time, for answers that state their length.
import { connect } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

export interface Wire {
  /** Send a request and wait for its answer. Rejects when the connection breaks. */
  ask(request: Buffer): Promise<Answer>
  close(): void
}

/** A connection that the server closed between two requests, or at the moment of one, as it does with idle ones, is opened anew. */
export function openWire(origin: string): Wire {
  let open: Line | undefined
  return {
    async ask(request) {
      const isUsed = open?.isOpen() ?? false
      const line = open && isUsed ? open : (open = openLine(origin))
      return line.ask(request).catch((cause: unknown) => {
        if (!isUsed) throw cause
        open = openLine(origin)
        return open.ask(request)
      })
    },
    close: () => open?.close(),
  }
}

interface Line extends Wire {
  isOpen(): boolean
}

function openLine(origin: string): Line {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let received: Buffer = Buffer.alloc(0)
  let waiting: Pick<PromiseWithResolvers<Answer>, 'resolve' | 'reject'> | undefined
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = received.toString('latin1', 0, headEnd)
    const end = headEnd + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? NaN)
    if (received.length < end) return
    const answer = { status: Number(head.slice(9, 12)), body: received.subarray(headEnd + 4, end) }
    received = received.subarray(end)
    waiting?.resolve(answer)
  })
  socket.on('error', (cause) => waiting?.reject(cause))
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    isOpen: () => socket.readyState === 'open' || socket.readyState === 'opening',
    close: () => socket.destroy(),
  }
}

export function getRequest(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: bench\r\n${more.join('')}\r\n`)
}

export function postRequest(path: string, form: string): Buffer {
  const head = `POST ${path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(form)}\r\n\r\n`
  return Buffer.from(head + form)
}
