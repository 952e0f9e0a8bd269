import { Layout, type PageContext } from '../old/layout.tsx'
import { page } from '../old/routes.ts'

/** For an operator of several branches; whoever has one is led to its form. */
export function BranchChoicePage({
  context,
  branches,
}: {
  context: PageContext
  branches: readonly { readonly id: string; readonly name: string }[]
}) {
  const { t, language } = context.locale
  return (
    <Layout context={context} name="inPerson" title={t('in-person-title')}>
      <section class="panel">
        <h1>{t('in-person-title')}</h1>
        <p>{branches.length > 0 ? t('in-person-which') : t('in-person-none')}</p>
        <ul>
          {branches.map(({ id, name }) => (
            <li>
              <a href={page.declareAt(language, id)}>
                <bdi class="own">{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  )
}
