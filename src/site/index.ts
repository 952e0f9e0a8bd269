export { siteApp } from './app.tsx'
export { type SiteNeeds } from './needs.ts'
