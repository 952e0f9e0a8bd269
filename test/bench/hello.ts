// The least that this server can do: Hono on the same node-server, in a process of its own, saying one line.
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
app.get('/en/', (c) => c.html('<!doctype html><title>hello</title><p>Hello, world!'))
const server = createAdaptorServer({ fetch: app.fetch })
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', reusePort: true }, () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('disconnect', () => process.exit(0))
