import { type Context } from 'hono'
import { type Child } from 'hono/jsx'
import { FORM_MAX_BYTES } from '#declaring'
import { SentForm } from '#html'
import { readForm } from '#http'
import { type DeskDeps } from '../deps.ts'
import { type Guarded } from '../shell/contract.ts'
import { contextOf, type DocumentContext, deskAt } from './context.ts'
import { Layout } from './layout.tsx'

/**
 * To whoever sent a form after her session had ended: all of it comes back, to be sent again once she has signed in beside it.
 */
export async function lapsed(c: Context<Guarded>, deps: DeskDeps): Promise<Response> {
  const sent = await readForm(c, FORM_MAX_BYTES)
  if (sent.outcome !== 'form') return c.json({ outcome: 'signed-out' }, 401)
  const context = contextOf(c, deps)
  const { t, language } = context.locale
  return c.html(
    <ProblemPage context={context} title={t('in-person-lapsed-title')} lead={t('in-person-lapsed-lead')}>
      <SentForm action={c.req.path} form={sent.form}>
        <a class="button primary" href={deskAt(language)} target="_blank" rel="noopener">
          {t('in-person-lapsed-sign-in')}
        </a>
        <button>{t('in-person-lapsed-on')}</button>
      </SentForm>
    </ProblemPage>,
    401,
  )
}

/** To whoever asked for a page, or sent a form, when we were at fault or the database was away: nothing typed is lost. */
export async function failed(c: Context<Guarded>, deps: DeskDeps, status: 500 | 503): Promise<Response> {
  const context = contextOf(c, deps)
  const { t } = context.locale
  const sent = c.req.method === 'POST' ? await readForm(c, FORM_MAX_BYTES) : null
  const form = sent?.outcome === 'form' ? sent.form : null
  const lead = t(form ? 'in-person-not-taken' : 'common-error-inside')
  return c.html(
    <ProblemPage context={context} title={t('common-error-title')} lead={lead}>
      {form && (
        <SentForm action={c.req.path} form={form}>
          <button class="primary">{t('common-error-again')}</button>
        </SentForm>
      )}
    </ProblemPage>,
    status,
  )
}

interface ProblemProps {
  readonly context: DocumentContext
  readonly title: string
  readonly lead: string
  readonly children?: Child
}

function ProblemPage({ context, title, lead, children }: ProblemProps) {
  return (
    <Layout context={context} title={title}>
      <section class="panel">
        <h1>{title}</h1>
        <p>{lead}</p>
        {children}
      </section>
    </Layout>
  )
}
