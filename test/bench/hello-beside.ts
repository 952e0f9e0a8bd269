// A hello-world in as many processes as the site has, behind one port: what pages stand beside.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { CLIENTS } from './installation.ts'
import { getRequest, openWire } from './wire.ts'

export interface Hello extends Disposable {
  readonly pids: readonly number[]
  readonly ask: (client: number) => Promise<void>
}

export async function openHello(processes: number): Promise<Hello> {
  const children: ChildProcess[] = []
  let port = 0
  for (let nth = 0; nth < processes; nth += 1) {
    const child = fork(fileURLToPath(new URL('hello.js', import.meta.url)), [String(port)])
    children.push(child)
    ;[port] = (await once(child, 'message')) as [number]
  }
  const origin = `http://127.0.0.1:${port}`
  const wires = Array.from({ length: CLIENTS }, () => openWire(origin))
  return {
    pids: children.flatMap(({ pid }) => pid ?? []),
    async ask(client) {
      const { status } = (await wires[client]?.ask(getRequest('/en/'))) ?? {}
      if (status !== 200) throw new Error(`no hello: ${status}`)
    },
    [Symbol.dispose]() {
      for (const wire of wires) wire.close()
      for (const child of children) child.disconnect()
    },
  }
}
