import { checkCertificate, hasDigits, type Issuers, readIssuers, type ShownCertificate } from '#proof'
import { speak } from '../../../../html/browser/alone.ts'
import { found, part, partAs, type Say } from '../../../../html/browser/page.ts'
import { offerCamera } from './camera.ts'
import { readAny, readCode, type ReadFile, readTyped, Unreadable } from './read-any.ts'
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

const arrived = takeAddress()
void speak(start).then(() => {
  acceptDrops()
  if (arrived.text !== '') void check(() => Promise.resolve(readTyped(arrived.text)))
})

/**
 * Out of the address bar at once: whoever looks over a shoulder, or into the history, finds the page and nobody's name. What
 * stands before the `#` has been sent to the site, by a program that changed the address.
 */
function takeAddress(): { readonly text: string; readonly wasSent: boolean } {
  const { hash, search, pathname } = location
  const before = isFile ? '' : pathname + search
  const wasSent = hasDigits(before)
  const text = wasSent ? before : hash.slice(1)
  if (text !== '') history.replaceState(null, '', isFile ? pathname : '/v')
  return { text, wasSent }
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
  part('sent').hidden = !arrived.wasSent
  const file = found(document.querySelector<HTMLInputElement>('#file'), 'the file')
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    if (chosen) void check(async () => taken(await readAny(chosen)))
  })
  const typed = found(document.querySelector<HTMLTextAreaElement>('#typed'), 'the address')
  partAs(HTMLFormElement, 'ask').addEventListener('submit', (event) => {
    event.preventDefault()
    void check(() => Promise.resolve(readTyped(typed.value)))
  })
  part('again').addEventListener('click', () => {
    forget()
    file.value = ''
    typed.value = ''
    part('camera').focus()
  })
  camera?.stop()
  camera = offerCamera(say, {
    took: (text) => void check(() => Promise.resolve(readCode(text))),
    failed: () => problem('verify-problem-camera'),
  })
  if (last) void show(last)
}

/** A file can be dropped anywhere on the page: it is what an officer with a mail before her does. */
function acceptDrops(): void {
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    const [file] = event.dataTransfer?.files ?? []
    if (file) void check(async () => taken(await readAny(file)))
  })
}

/** The certificate in a file; with a list of states, the one that was checked last, to be checked once more. */
function taken(read: ReadFile): ShownCertificate | null {
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
    forget()
    problem(`verify-problem-${cause instanceof Unreadable ? cause.reason : 'certificate'}`)
    // A fault of this page must be seen by whoever looks for it.
    if (!(cause instanceof Unreadable)) throw cause
  }
}

/** No answer of before stays beside a new question. */
function forget(): void {
  last = null
  part('result').hidden = true
  part('problem').hidden = true
}

async function show(shown: ShownCertificate): Promise<void> {
  last = shown
  const known = issuers ?? NOBODY
  const statusList = broughtList ?? (await statusListOf(shown.status))
  const verdict = await checkCertificate(shown, { issuers: known, statusList, now: new Date() })
  await showVerdict({ shown, verdict, statusList, root: known.root }, saying)
}

const NOBODY: Issuers = {
  number: 0,
  issuer: '',
  root: '',
  rootX5c: '',
  sample: false,
  keys: [],
  ledger: [],
  signature: null,
}

function problem(key: string): void {
  const said = part('problem')
  said.textContent = saying(key)
  said.hidden = false
}
