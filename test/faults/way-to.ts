import { connect, createServer, type Server, type Socket } from 'node:net'

/** A port that leads on to the server, wherever the server is at the moment. */
export function wayTo(target: () => number, port: number) {
  let listener: Server | undefined
  let isSilent = false
  const ways = new Set<Socket>()
  const join = (from: Socket) => {
    const to = connect(target(), '127.0.0.1')
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      ways.add(one)
      one.on('data', (bytes) => isSilent || other.write(bytes))
      one.on('error', () => {})
      one.on('close', () => {
        ways.delete(one)
        other.destroy()
      })
    }
  }
  const cut = () => {
    for (const socket of ways) socket.destroy()
  }
  return {
    async open() {
      listener = createServer(join)
      await new Promise<void>((resolve) => listener?.listen(port, '127.0.0.1', resolve))
    },
    async close() {
      const closing = new Promise((resolve) =>
        listener?.listening ? listener.close(resolve) : resolve(undefined),
      )
      cut()
      await closing
    },
    fallSilent: () => void (isSilent = true),
    speakAgain() {
      isSilent = false
      cut()
    },
  }
}
