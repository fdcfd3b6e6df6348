import { once } from 'node:events'
import { createServer } from 'node:net'
import { errorCodeOf } from '@ticketing/service-kit'

async function isTaken(port: number, host: string): Promise<boolean> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch (fault) {
    if (errorCodeOf(fault) === 'EADDRINUSE') return true
    throw fault
  }
  server.close()
  await once(server, 'close')
  return false
}

/** Looks before anything is started, so that the fault names the setting: throws one line when a port is taken. */
export async function requirePorts(ports: readonly number[], host: string): Promise<void> {
  for (const port of ports) {
    if (!(await isTaken(port, host))) continue
    const all = `port${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`
    throw new Error(`Port ${port} on ${host} is taken by another program. Needed: ${all}. Set PORT to move.`)
  }
}
