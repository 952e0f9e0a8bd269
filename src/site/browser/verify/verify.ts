import { checkCertificate, type Issuers, readIssuers, type ShownCertificate } from '#proof'
import { speak } from '../../../html/browser/alone.ts'
import { found, part, partAs, type Say } from '../../../html/browser/page.ts'
import { offerCamera } from './camera.ts'
import { readAny, readCode, Unreadable } from './read-any.ts'
import { showVerdict } from './show-verdict.ts'
import { statusListOf } from './status.ts'

// The whole of the page that checks certificates. Nothing that it is given leaves it: it asks its site for the list of
// states, which is the same for everybody.
const issuers = pinnedIssuers()
/** A list that somebody brought along, where there is no network. */
let broughtList: string | null = null
/** What was checked last: it is shown anew in another language. */
let last: ShownCertificate | null = null
const isFile = location.protocol === 'file:'
/** The words of the page as it is shown now. */
let saying: Say = (key) => key
let camera: { stop(): void } | null = null

const arrived = takeFragment()
speak(start)
if (arrived !== '') void check(() => readTyped(arrived))

/** Out of the address bar at once: whoever looks over a shoulder, or into the history, finds the page and nobody's name. */
function takeFragment(): string {
  const fragment = location.hash.slice(1)
  if (fragment !== '') history.replaceState(null, '', location.pathname)
  return fragment
}

function pinnedIssuers(): Issuers | null {
  const template = document.querySelector<HTMLTemplateElement>('template[data-part="data"]')
  const text = template?.content.textContent
  return text ? readIssuers(new TextEncoder().encode(text)) : null
}

function start(say: Say): void {
  saying = say
  part('lead').hidden = isFile
  part('alone').hidden = !isFile
  part('take').hidden = isFile
  part('sample').hidden = issuers?.sample !== true
  const file = found(document.querySelector<HTMLInputElement>('#file'), 'the file')
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    if (chosen) void check(() => readChosen(chosen))
  })
  partAs(HTMLFormElement, 'ask').addEventListener('submit', (event) => {
    event.preventDefault()
    const typed = found(document.querySelector<HTMLTextAreaElement>('#typed'), 'the address')
    void check(() => readTyped(typed.value))
  })
  camera?.stop()
  camera = offerCamera(say, {
    took: (text) => void check(() => Promise.resolve(readCode(text))),
    failed: () => problem('verify-problem-camera'),
  })
  if (last) void show(last)
}

function readTyped(text: string): Promise<ShownCertificate> {
  return readAny(new Blob([text], { type: 'text/plain' }))
}

async function readChosen(file: File): Promise<ShownCertificate | null> {
  const read = await readAny(file, { lists: true })
  if (!('statusList' in read)) return read
  broughtList = read.statusList
  problem('verify-list-taken')
  return last
}

async function check(read: () => Promise<ShownCertificate | null>): Promise<void> {
  part('problem').hidden = true
  try {
    const shown = await read()
    if (shown) await show(shown)
  } catch (cause) {
    part('result').hidden = true
    last = null
    problem(cause instanceof Unreadable ? `verify-problem-${cause.reason}` : 'verify-problem-certificate')
  }
}

async function show(shown: ShownCertificate): Promise<void> {
  last = shown
  const known = issuers ?? NOBODY
  const statusList = broughtList ?? (await statusListOf(shown.status))
  const verdict = await checkCertificate(shown, { issuers: known, statusList, now: new Date() })
  await showVerdict({ shown, verdict, statusList, root: known.root }, saying)
}

const NOBODY: Issuers = { issuer: '', root: '', rootX5c: '', sample: false, keys: [], ledger: [] }

function problem(key: string): void {
  const said = part('problem')
  said.textContent = saying(key)
  said.hidden = false
}
