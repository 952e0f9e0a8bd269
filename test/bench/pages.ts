// What a visitor waits for before she has done anything: pages beside a hello-world of the same server.
import { type WholeInstallation } from '../installation/whole.ts'
import { type Figure, perSecond } from './figure.ts'
import { type Hello } from './hello-beside.ts'
import { CLIENTS, cpuOf, whatLimits } from './installation.ts'
import { interleaved, medianRound } from './rounds.ts'
import { getRequest, openWire } from './wire.ts'

const PAGES = {
  'the front page': { path: '/en/', headers: {} },
  '  gzip': { path: '/en/', headers: { 'Accept-Encoding': 'gzip' } },
  'the empty form': { path: '/en/declare', headers: {} },
  '  gzip ': { path: '/en/declare', headers: { 'Accept-Encoding': 'gzip' } },
  'an entry': { path: '/en/register/1', headers: {} },
} as const
type PageName = keyof typeof PAGES

export async function pageFigures(
  installation: WholeInstallation,
  hello: Hello,
  { rounds, lengthMs }: { rounds: number; lengthMs: number },
): Promise<Figure[]> {
  const names = Object.keys(PAGES) as PageName[]
  const wires = Array.from({ length: CLIENTS }, () => openWire(installation.origin))
  const asking = (name: PageName) => {
    const request = getRequest(PAGES[name].path, PAGES[name].headers)
    return async (client: number) => {
      const { status } = (await wires[client]?.ask(request)) ?? {}
      if (status !== 200) throw new Error(`${name}: ${status}`)
    }
  }
  const found = await interleaved<PageName | 'hello', ReturnType<ReturnType<ReturnType<typeof cpuOf>>>>(
    {
      ...(Object.fromEntries(names.map((name) => [name, asking(name)])) as Record<PageName, Hello['ask']>),
      hello: hello.ask,
    },
    { clients: CLIENTS, lengthMs, rounds, watch: cpuOf(installation) },
  )
  for (const wire of wires) wire.close()
  const beside = medianRound(found.hello.rounds).perSecond
  return names.map((what) => {
    const pace = medianRound(found[what].rounds).perSecond
    return {
      what,
      measured: perSecond(pace),
      beside: `hello-world ${perSecond(beside)}`,
      ratio: pace / beside,
      bound: { must: 0.7, aim: 0.9, is: 'at least' },
      limit: whatLimits(found[what]),
    }
  })
}
