// What a visitor waits for before she has done anything: pages beside a hello-world of the same server.
import { type WholeInstallation } from '../installation/whole.ts'
import { type Figure } from './figure.ts'
import { figuresBeside, type Hello } from './hello-beside.ts'
import { getRequest } from './wire.ts'

const GZIP = { 'Accept-Encoding': 'gzip' }
const PAGES = {
  'the front page': getRequest('/en/'),
  'the front page in gzip': getRequest('/en/', GZIP),
  'the empty form': getRequest('/en/declare'),
  'the empty form in gzip': getRequest('/en/declare', GZIP),
  'an entry': getRequest('/en/register/1'),
}

export async function pageFigures(
  installation: WholeInstallation,
  hello: Hello,
  load: { rounds: number; lengthMs: number },
): Promise<Figure[]> {
  const requests = Object.entries(PAGES).map(([name, request]) => [name, () => request] as const)
  const figures = await figuresBeside(hello, Object.fromEntries(requests), { installation, ...load })
  return figures.map((figure) => ({ ...figure, bound: { must: 0.7, aim: 0.9, is: 'at least' } }))
}
