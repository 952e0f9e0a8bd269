import { type PageContext } from './page.tsx'

/** What a route of the site finds in its request: the language's words and the front's assets. */
export interface FrontEnv {
  Variables: { page: PageContext }
}
