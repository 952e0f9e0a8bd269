// Every kind of page that the site has, for the checks that hold for all of them.
import { type Language, localeFor } from '#i18n'
import { CertificatePage } from '../../src/site/pages/certificate/certificate-page.tsx'
import { blankApplication } from '../../src/site/pages/certificate/draft.ts'
import { COMPLETE, completeFor, declare, declareAndRegister, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'

export interface FoundPage {
  readonly name: string
  readonly html: string
}

export interface FilledInstallation extends TestInstallation {
  /** The return code of a declaration about which a question was asked. */
  readonly asked: string
  /** The return code of the declaration of the people in {@link HOSTILE_NAMES}. */
  readonly hostile: string
}

/** Longer than a phone is wide, and without a place to break it. */
const LONG_NAME = 'Wewewewe'.repeat(10)

/** Names that pages break at: each as long as a name may be. */
export const HOSTILE_NAMES: readonly string[] = [
  'm'.repeat(80),
  'Ｗ'.repeat(80),
  // As many marks on a letter as are taken in.
  `x${'\u0323\u0302\u0348'.repeat(2)}`.repeat(11),
  `m${'\ufdfd'.repeat(79)}`,
  'محمد'.repeat(20),
  '𠮷'.repeat(80),
].map((name) => name.normalize('NFC'))

/** An installation whose register has an entry of each kind: long, counted only, names only, repeated, withdrawn. */
export async function openFilledInstallation(kind: 'real' | 'demo' = 'real'): Promise<FilledInstallation> {
  await using stack = new AsyncDisposableStack()
  const installation = stack.use(await openTestInstallation({ kind }))
  await declareAndRegister(installation, {
    p0n: LONG_NAME,
    words: 'm'.repeat(400),
    p0p: 'on',
    p0y: 'on',
    place: 'CN-NM',
  })
  await declareAndRegister(installation, { show: 'counted' })
  await declareAndRegister(installation, { show: 'name' })
  await declare(installation)
  const again = await installation.reviewer.open()
  if (again) await installation.reviewer.registerUncounted(again)
  await installation.work()
  const people = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? `林小雨${at}` : `SAMPLE person ${at}`))
  const withdrawn = await declareAndRegister(installation, {
    ...completeFor(people),
    words: '我們五十人一起退出。\n\n當時還小。',
  })
  await declareAndRegister(installation, {
    ...completeFor(people),
    words: '我們五十人一起退出。\n\n當時還小。',
  })
  await post(installation, '/en/return', { code: withdrawn, do: 'withdraw' })
  if (kind === 'real') await installation.pass(15)
  const wish = await installation.reviewer.open()
  if (wish) await installation.reviewer.withdraw(wish)
  await installation.work()

  const hostile = await declareAndRegister(installation, {
    ...completeFor(HOSTILE_NAMES),
    words: HOSTILE_NAMES.join('\n'),
  })
  await installation.database.db
    .insertInto('staff.branch')
    .values(HOSTILE_NAMES.map((name, nth) => branchOf(name, nth)))
    .execute()
  const asked = await declare(installation)
  const found = await installation.reviewer.open()
  if (found) await installation.reviewer.ask(found, '請問您退出的是共青團，還是少先隊？\nPlease say which.')
  // What failed until here would have been closed.
  stack.move()
  return Object.assign(installation, { asked, hostile })
}

function branchOf(name: string, nth: number) {
  const country = ['FR', 'CA', 'JP'][nth % 3] ?? null
  return {
    id: `hostile-${nth}`,
    name,
    place: name,
    hours: name,
    contact: name,
    spoken: name,
    country,
    languages: ['en'],
    listed: true,
  }
}

const ENTRIES = {
  long: 1,
  'counted only': 2,
  'names only': 3,
  repeated: 4,
  withdrawn: 5,
  'fifty people': 6,
  withdrawal: 7,
  'hostile names': 8,
}

/** Each page in a language, as a browser gets it. */
export async function allPages(installation: FilledInstallation, language: Language): Promise<FoundPage[]> {
  const pages: FoundPage[] = []
  const add = async (name: string, answer: Promise<{ text: string }>) =>
    pages.push({ name, html: (await answer).text })
  const at = (path: string) => `/${language}/${path}`
  const sent = (fields: Record<string, string | undefined>) =>
    post(installation, at('declare'), { ...COMPLETE, ...fields })

  await add('languages', get(installation, '/'))
  for (const path of [
    '',
    'declare',
    'return',
    'register',
    'counting',
    'ledger',
    'safety',
    'branches',
    'about',
    'certificate',
    'look-up',
  ])
    await add(path || 'home', get(installation, at(path)))
  await add('form of three', sent({ people: '2', p1n: '', do: 'add' }))
  await add(
    'form with a list',
    sent({ do: 'paste', p0n: '', list: `${LONG_NAME}，三退\n李四等30人\n共3人\n周 明` }),
  )
  await add('everything once more', sent({ do: 'review', p0n: LONG_NAME }))
  await add(
    'form with errors',
    sent({
      people: '2',
      p1n: '',
      p0n: '',
      p0l: undefined,
      p0k: '',
      p0w: '',
      words: 'x'.repeat(4_001),
      place: 'nowhere',
      show: '',
      contact: 'x'.repeat(201),
      certificate: 'on',
      nocode: 'on',
      list: LONG_NAME,
    }),
  )
  await add('form sent before its time', sent({ token: 'foreign' }))
  await add('done', sent({ p0n: 'Done' }))
  await add('done without a code', sent({ p0n: 'Done', nocode: 'on' }))
  const back = (fields: Record<string, string>) =>
    post(installation, at('return'), { code: installation.asked, do: 'look', ...fields })
  await add('unknown code', back({ code: 'zoo' }))
  await add('question', back({}))
  await add('answer too long', back({ do: 'answer', answer: 'x'.repeat(1_501) }))
  await add('sure to withdraw', back({ do: 'withdraw-ask' }))
  for (const [name, number] of Object.entries(ENTRIES))
    await add(`entry: ${name}`, get(installation, at(`register/${number}`)))
  await add('no code at all', post(installation, at('certificate'), { code: '', do: 'look' }))
  await add('a certificate to ask for', Promise.resolve({ text: askPage(installation, language) }))
  await add('not found', get(installation, at('nowhere')))
  return pages
}

/** The form of a request, as whoever has a name like these meets it. */
function askPage({ deps }: FilledInstallation, language: Language): string {
  const { assets, sample, centre } = deps
  const left = { party: true, league: true, pioneers: true }
  const nowhere = { country: null, box: '', recipient: '' }
  const page = CertificatePage({
    locale: localeFor(language, { sample }),
    assets,
    sample,
    centre,
    token: '',
    code: '',
    sureAsked: null,
    applicant: {
      people: HOSTILE_NAMES.map((name, nth) => ({
        line: nth + 1,
        name,
        ...left,
      })),
      requests: [],
      more: false,
    },
    branches: HOSTILE_NAMES.map((name, nth) => ({ ...nowhere, id: `hostile-${nth}`, name, place: name })),
    draft: {
      ...blankApplication(),
      name: HOSTILE_NAMES[0] ?? '',
      line: '1',
    },
    faults: ['name-long', 'latin-empty', 'born-missing', 'when-empty'],
    notice: 'ask-said',
    problem: 'ask-stale',
    said: { request: null, text: HOSTILE_NAMES.join('\n') },
  })
  return String(page)
}
