export { siteApp } from './app.tsx'
export { type SiteDeps } from './deps.ts'
