export { type Paper, paperContent } from './content.ts'
export { openRenderer, type Rendered, type Renderer } from './renderer.ts'
