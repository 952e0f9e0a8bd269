import { type Context } from 'hono'
import { PEOPLE_MAX } from '#channels'
import { SentForm } from '#html'
import { type Form, formSent, pageHeaders, type Ready, ready, respond } from '#http'
import { Page, type PageContext } from '../../page.tsx'
import { type FrontEnv } from '../../front.ts'
import { routes } from '../../routes.ts'

type ErrorKind =
  | 'not-found'
  | 'method'
  | 'malformed'
  | 'foreign'
  | 'too-large'
  | 'unavailable'
  | 'closed'
  | 'inside'

const STATUS = {
  'not-found': 404,
  method: 405,
  malformed: 400,
  foreign: 403,
  'too-large': 413,
  unavailable: 503,
  closed: 503,
  inside: 500,
} as const satisfies Record<ErrorKind, number>

export const RETRY_AFTER_SECONDS = '120'
/** An address of ours, and none that a browser takes for another host's. */
const OWN_PATH = /^(?:\/[a-z-]+)+$/

/** An error in words, in the visitor's language, with the right status and without a word of ours. */
export function errorPage(c: Context<FrontEnv>, kind: ErrorKind): Response | Promise<Response> {
  const { page } = c.var
  const status = STATUS[kind]
  // What a foreign page sent is not shown; the page that it was for is opened anew. Who sends may also write the address.
  const anew = kind === 'foreign' && OWN_PATH.test(c.req.path) ? c.req.path : null
  // Where we are at fault, what was sent comes back, to be sent again; what it was for takes it once.
  const form = status >= 500 ? formSent(c) : undefined
  if (anew === null && form === undefined) return respond(c, (asked) => errorAnswer(page, kind).to(asked))
  for (const [name, value] of Object.entries(headersOf(status))) c.header(name, value)
  const sent = form && { action: c.req.path, form }
  return c.html(<ErrorPage {...page} kind={kind} anew={anew} sent={sent} />, status)
}

const READY = new WeakMap<PageContext, Map<ErrorKind, Ready>>()

/** The same where nothing of a request is in it: one for everybody in a language. */
export function errorAnswer(context: PageContext, kind: ErrorKind): Ready {
  const made = READY.get(context) ?? new Map<ErrorKind, Ready>()
  READY.set(context, made)
  const known = made.get(kind)
  if (known) return known
  const html = String(<ErrorPage {...context} kind={kind} anew={null} sent={undefined} />)
  const status = STATUS[kind]
  const headers = { ...pageHeaders(), 'Content-Type': 'text/html; charset=UTF-8', ...headersOf(status) }
  const answer = ready({ bytes: Buffer.from(html), headers, status, packed: 'once' })
  made.set(kind, answer)
  return answer
}

function headersOf(status: number): Readonly<Record<string, string>> {
  return status === 503 ? { 'Retry-After': RETRY_AFTER_SECONDS } : {}
}

export function notFound(c: Context<FrontEnv>): Response | Promise<Response> {
  return errorPage(c, 'not-found')
}

interface ErrorProps extends PageContext {
  readonly kind: ErrorKind
  readonly anew: string | null
  readonly sent: { readonly action: string; readonly form: Form } | undefined
}

function ErrorPage({ kind, anew, sent, ...context }: ErrorProps) {
  const { t, language } = context.locale
  return (
    <Page {...context} title={t('common-error-title')} at={routes.home}>
      <h1>{t('common-error-title')}</h1>
      <p class="lead">{t(`common-error-${kind}`, { people: PEOPLE_MAX })}</p>
      {anew && (
        <p>
          <a href={anew}>{t('common-error-foreign-anew')}</a>
        </p>
      )}
      {sent && (
        <SentForm {...sent}>
          <button>{t('common-error-again')}</button>
        </SentForm>
      )}
      <p>
        <a href={routes.home(language)}>{t('common-error-home')}</a>
      </p>
    </Page>
  )
}
