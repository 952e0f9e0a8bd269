import { equal, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { test } from 'node:test'
import { freePort } from '../../test/installation/free-port.ts'
import { holdPort } from './hold-port.ts'

test('of two installations one holds a port, and the other is told which it was, until the first is closed', async () => {
  const port = await freePort()
  {
    await using _held = await holdPort(port)
    await rejects(holdPort(port), { code: 'EADDRINUSE', port })
    await rejects(holdPort(port), { code: 'EADDRINUSE', port }, 'who was refused has taken nothing away')
  }
  await using _held = await holdPort(port)
})

test('of two that open at the same moment one is refused', async () => {
  const port = await freePort()
  const both = await Promise.allSettled([holdPort(port), holdPort(port)])
  equal(both.filter(({ status }) => status === 'rejected').length, 1)
  for (const one of both) if (one.status === 'fulfilled') await one.value[Symbol.asyncDispose]()
})

for (const reusePort of [false, true])
  test(`a port on which somebody listens ${reusePort ? 'and would share it' : 'alone'} is not held`, async () => {
    const server = createServer().listen({ host: '127.0.0.1', port: 0, reusePort })
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await rejects(holdPort(port), { code: 'EADDRINUSE', port })
    await new Promise((resolve) => server.close(resolve))
    await using _held = await holdPort(port)
  })

test('while a port is held, whoever is told to share it may, and nobody listens there alone', async () => {
  const port = await freePort()
  await using _held = await holdPort(port)
  const sharing = [1, 2].map(() => createServer().listen({ host: '127.0.0.1', port, reusePort: true }))
  await Promise.all(sharing.map((one) => once(one, 'listening')))
  const alone = createServer().listen(port, '127.0.0.1')
  await rejects(once(alone, 'listening'), { code: 'EADDRINUSE' })
  await Promise.all(sharing.map((one) => new Promise((resolve) => one.close(resolve))))
})
