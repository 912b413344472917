// node tests/bench/tcp-pipe.mjs PORT: passes bytes to a port of this machine and back without reading them. Its
// cost is the minimum for a process between two others.
import { connect, createServer } from 'node:net';

const target = Number(process.argv[2]);
const server = createServer({ noDelay: true }, (socket) => {
  const onward = connect({ port: target, host: '127.0.0.1', noDelay: true });
  socket.pipe(onward).pipe(socket);
  socket.on('error', () => onward.destroy());
  onward.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`port ${address !== null && typeof address === 'object' ? address.port : 0}.`);
});
