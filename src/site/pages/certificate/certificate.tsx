import { type Context, Hono } from 'hono'
import { dayAt } from '#basics'
import {
  addPaper,
  applicantByCode,
  ask,
  askableBranches,
  fetchFile,
  PICTURE_MAX_BYTES,
  pictureKind,
  say,
  takeBack,
  toApplication,
} from '#certificates'
import { cleanText } from '#channels'
import { type Form, readForm, readMultipart } from '#http'
import { findCode, formTokens } from '#intake'
import { credentialInPdf, readNumber, SHOWN, showCredential, type Shown } from '#proof'
import { wishByCode } from '#review'
import { type Entropy } from '#vault'
import { errorPage } from '../error/error-page.tsx'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { type PageContext } from '../../page.tsx'
import { publicForm } from '../../public-page.ts'
import { routes } from '../../routes.ts'
import { leaveOnTheBeat } from '../return/on-the-beat.ts'
import { oneSize } from '../return/one-size.ts'
import { CertificatePage, type CertificateProps } from './certificate-page.tsx'
import { blankApplication, readApplicationDraft } from './draft.ts'
import { shownPart } from './shown-part.ts'

const FORM_MAX_BYTES = 64 * 1024
/** With what stands around a picture in a form of many parts. */
const PICTURE_FORM_MAX_BYTES = PICTURE_MAX_BYTES + 16 * 1024
/** One size for whatever the page says: `shownPart` and the form see to it that nothing is larger. */
export const PAGE_BYTES = 64 * 1024
const SAID_MAX = 1_500

/** Why nothing was asked for. */
const NOT_ASKED = {
  'sent-before': 'ask-sent-before',
  'asked-already': 'ask-asked-already',
  'not-certifiable': 'ask-not-taken',
  'too-many': 'ask-not-taken',
  unknown: 'ask-not-taken',
} as const

type View = Partial<Omit<CertificateProps, keyof PageContext | 'token'>>

/** What came with a form that somebody sent, and whose code it names. */
interface Sent {
  readonly form: Form
  readonly file: Uint8Array | null
  readonly code: string
  readonly hash: Uint8Array
  readonly entropy: Entropy | null
  readonly duress: boolean
}

const BLANK = {
  code: '',
  applicant: undefined,
  branches: [],
  draft: blankApplication(),
  faults: [],
  notice: null,
  problem: null,
  sureAsked: null,
  said: null,
} as const

/** Ask for a certificate with the return code, say what is needed for it, and fetch it: the blank form, and what is answered to it. */
export function certificatePages(deps: SiteDeps) {
  const tokens = formTokens('certificate', { ...deps, formKey: deps.keys.form })
  const blank = publicForm({
    at: routes.certificate,
    token: () => tokens.mint(),
    sizeBytes: PAGE_BYTES,
    show: (page, token) => <CertificatePage {...page} {...BLANK} token={token} />,
  })

  const show = (c: Context<FrontEnv>, view: View) =>
    c.html(<CertificatePage {...c.get('page')} {...BLANK} {...view} token={tokens.mint()} />)

  /** What there is for a code. The same questions whether or not it is known. */
  const found = async ({ code, hash, entropy }: Sent): Promise<View> => {
    const applicant = await applicantByCode(deps, { hash, entropy })
    const branches = await askableBranches(deps)
    const { wish } = await wishByCode(deps.db, hash)
    const isKnown = applicant.people.length > 0 || applicant.requests.length > 0
    // Whoever wants out is not offered something that says she is in.
    const offered = wish === null ? applicant.people : []
    return { code, branches, applicant: isKnown ? shownPart({ ...applicant, people: offered }) : null }
  }

  const answerTo = async (c: Context<FrontEnv>, sent: Sent) => {
    const act = sent.form.get('do') ?? 'look'
    const view = await found(sent)
    if (!view.applicant || act === 'look') return show(c, view)
    // Of what the page shows, and nothing else.
    const named = sent.form.get('request')
    const request = view.applicant.requests.find((one) => one.request === named)?.request ?? null
    if (act === 'take-back-ask') return show(c, { ...view, sureAsked: request })
    if (act === 'fetch' || Object.hasOwn(SHOWN, act)) return fetched(c, sent, { act, view })
    const token = tokens.read(sent.form.get('token') ?? '')
    const text = cleanText(sent.form.get('text') ?? '')
    // What she typed stays wherever it could not be taken.
    const kept = { draft: readApplicationDraft(sent.form), said: { request, text } }
    if (token.outcome !== 'fresh') return show(c, { ...view, ...kept, problem: 'ask-stale' })
    const { nonce } = token
    if (act === 'ask') return asked(c, sent, { view, nonce })
    if (request === null) return show(c, { ...view, ...kept, problem: 'ask-not-taken' })
    switch (act) {
      case 'paper':
        return shown(c, sent, { view, nonce, request })
      case 'say': {
        if (text === '' || [...text].length > SAID_MAX)
          return show(c, { ...view, ...kept, problem: 'ask-say-length' })
        const { hash, duress } = sent
        const outcome = await say(deps, { hash, nonce, request, text, duress })
        if (outcome === 'said') return done(c, sent, 'ask-said')
        const problem = outcome === 'sent-before' ? 'ask-sent-before' : 'ask-not-taken'
        return show(c, { ...(await found(sent)), ...kept, problem })
      }
      case 'take-back': {
        const taken = await takeBack(deps, { hash: sent.hash, request })
        return taken ? done(c, sent, 'ask-taken-back') : notTaken(c, sent)
      }
      default:
        return errorPage(c, 'malformed')
    }
  }

  /** What is found after something was done. */
  const done = async (c: Context<FrontEnv>, sent: Sent, notice: NonNullable<View['notice']>) =>
    show(c, { ...(await found(sent)), notice })

  const notTaken = async (c: Context<FrontEnv>, sent: Sent) =>
    show(c, { ...(await found(sent)), problem: 'ask-not-taken' })

  const asked = async (
    c: Context<FrontEnv>,
    sent: Sent,
    { view, nonce }: { view: View; nonce: Uint8Array },
  ) => {
    const draft = readApplicationDraft(sent.form)
    const { branches = [] } = view
    const read = toApplication(draft, {
      language: c.get('page').locale.language,
      today: dayAt(deps.clock(), deps.timeZone),
      people: view.applicant?.people ?? [],
      branches: branches.map(({ id }) => id),
    })
    if (read.outcome === 'faults') return show(c, { ...view, draft, faults: read.faults })
    const branch = branches.find(({ id }) => id === read.branch)
    if (!branch) return errorPage(c, 'closed')
    const { hash, duress } = sent
    const outcome = await ask(deps, { hash, nonce, duress, application: read.application, branch })
    if (outcome === 'asked') return done(c, sent, 'ask-asked')
    if (outcome === 'closed') return errorPage(c, 'closed')
    return show(c, { ...(await found(sent)), draft, problem: NOT_ASKED[outcome] })
  }

  const shown = async (
    c: Context<FrontEnv>,
    sent: Sent,
    { view, nonce, request }: { view: View; nonce: Uint8Array; request: string },
  ) => {
    const { file, hash } = sent
    if (!file) return show(c, { ...view, problem: 'ask-paper-none' })
    if (file.length > PICTURE_MAX_BYTES) return show(c, { ...view, problem: 'ask-paper-large' })
    if (!pictureKind(file)) return show(c, { ...view, problem: 'ask-paper-kind' })
    const outcome = await addPaper(deps, { hash, nonce, request, picture: file })
    if (outcome === 'added') return done(c, sent, 'ask-paper-added')
    const problem = outcome === 'sent-before' ? 'ask-paper-sent-before' : 'ask-not-taken'
    return show(c, { ...(await found(sent)), problem })
  }

  /** The file, or the credential that is in it, as much of it as is wanted. Opened for the length of this request. */
  const fetched = async (c: Context<FrontEnv>, sent: Sent, { act, view }: { act: string; view: View }) => {
    const number = readNumber(sent.form.get('number') ?? '')
    const { hash, entropy } = sent
    const pdf = entropy && number ? await fetchFile(deps, { hash, entropy, number }) : null
    if (!pdf || !number) {
      const asked = view.applicant?.requests.find((request) => request.number === number)
      const isValid = (asked?.became ?? 'valid') === 'valid'
      return show(c, { ...view, problem: isValid ? 'ask-not-kept' : 'ask-not-given' })
    }
    const [bytes, type, name] =
      act === 'fetch'
        ? [pdf, 'application/pdf', `${number}.pdf`]
        : [
            Buffer.from(showCredential(await credentialInPdf(pdf), act as Shown)),
            'application/dc+sd-jwt',
            `${number}-${act}.sd-jwt`,
          ]
    return c.body(Uint8Array.from(bytes), 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Encoding': 'identity',
    })
  }

  const pages = new Hono<FrontEnv>()
  pages.use('/certificate', oneSize(PAGE_BYTES))
  pages.post('/certificate', async (c) => {
    const isPicture = c.req.header('content-type')?.startsWith('multipart/form-data') ?? false
    const read = isPicture
      ? await readMultipart(c, PICTURE_FORM_MAX_BYTES)
      : await readForm(c, FORM_MAX_BYTES)
    if (read.outcome === 'too-large' && isPicture) return show(c, { problem: 'ask-paper-large' })
    if (read.outcome !== 'form') return errorPage(c, read.outcome)
    const code = read.form.get('code') ?? ''
    return leaveOnTheBeat(async () => {
      const { reading, hash } = await findCode(code, deps)
      const { entropy = null, duress = false } = reading ?? {}
      return answerTo(c, { form: read.form, file: read.file ?? null, code, hash, entropy, duress })
    })
  })
  return { blank, sent: pages }
}
