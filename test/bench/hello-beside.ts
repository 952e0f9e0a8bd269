// A hello-world in as many processes as the site has, behind one port: what whatever is only read stands beside.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type WholeInstallation } from '../installation/whole.ts'
import { type Figure, perSecond } from './figure.ts'
import { CLIENTS, cpuOf, whatLimits } from './installation.ts'
import { interleaved, medianRound } from './rounds.ts'
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

/** What the site gives for nothing but an address, by a name each; `nextOf` makes each request. */
export async function figuresBeside(
  hello: Hello,
  nextOf: Readonly<Record<string, () => Buffer>>,
  { installation, ...load }: { installation: WholeInstallation; rounds: number; lengthMs: number },
): Promise<Figure[]> {
  const wires = Array.from({ length: CLIENTS }, () => openWire(installation.origin))
  const names = Object.keys(nextOf)
  const asking = names.map((name) => {
    const ask = async (client: number) => {
      const request = nextOf[name]?.()
      const { status } = (request && (await wires[client]?.ask(request))) ?? {}
      if (status !== 200) throw new Error(`${name}: ${status}`)
    }
    return [name, ask] as const
  })
  const kinds: Record<string, Hello['ask']> = { ...Object.fromEntries(asking), hello: hello.ask }
  const found = await interleaved(kinds, { ...load, clients: CLIENTS, watch: cpuOf(installation) })
  for (const wire of wires) wire.close()
  const beside = medianRound(found['hello']?.rounds ?? []).perSecond
  return names.map((what) => {
    const measured = found[what] ?? { rounds: [], seen: [] }
    const pace = medianRound(measured.rounds).perSecond
    return {
      what,
      measured: perSecond(pace),
      beside: `hello-world ${perSecond(beside)}`,
      ratio: pace / beside,
      limit: whatLimits(measured),
    }
  })
}
