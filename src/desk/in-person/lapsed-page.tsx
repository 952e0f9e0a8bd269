import { type Context } from 'hono'
import { FORM_MAX_BYTES } from '#declaring'
import { readForm } from '#http'
import { type Guarded } from '../shell/contract.ts'
import { type DeskDeps } from '../deps.ts'
import { contextOf, deskAt } from './context.ts'
import { Layout } from './layout.tsx'

/**
 * To whoever sent a form after her session had ended: all of it comes back, as it came, to be sent again once she has signed
 * in beside it. Nobody has looked at it, and it is kept nowhere but on this page.
 */
export async function lapsed(c: Context<Guarded>, deps: DeskDeps): Promise<Response> {
  const sent = await readForm(c, FORM_MAX_BYTES)
  if (sent.outcome !== 'form') return c.json({ outcome: 'signed-out' }, 401)
  const context = contextOf(c, deps)
  const { t, language } = context.locale
  return c.html(
    <Layout context={context} title={t('in-person-lapsed-title')}>
      <section class="panel">
        <h1>{t('in-person-lapsed-title')}</h1>
        <p>{t('in-person-lapsed-lead')}</p>
        <form method="post" action={c.req.path}>
          {[...sent.form].map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p class="actions">
            <a class="button primary" href={deskAt(language)} target="_blank" rel="noopener">
              {t('in-person-lapsed-sign-in')}
            </a>
            <button>{t('in-person-lapsed-on')}</button>
          </p>
        </form>
      </section>
    </Layout>,
    401,
  )
}
