import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { Foreign, NodeState } from './node-state.js';
import { resource } from './resource-codec.js';

const netns = { netns: scalar.interfaceName };

const foreign: codec.Codec<Foreign> = codec.inOrder(
  ['listenPorts', 'links', 'netns', 'routes'],
  codec.closed(
    {},
    {
      routes: codec.list(
        codec.closed(
          { destination: scalar.prefixText, metric: scalar.unsigned },
          { device: scalar.interfaceName },
        ),
      ),
    },
    {
      listenPorts: codec.listOrNone(codec.list(codec.closed({ port: scalar.port }, netns))),
      links: codec.listOrNone(codec.list(codec.closed({ name: scalar.interfaceName }, netns))),
      netns: codec.listOrNone(codec.list(scalar.interfaceName)),
    },
  ),
);

/** `observed/2` as it stands in the text, before its resources are held against one another. */
export const observed: codec.Codec<NodeState> = codec.closed(
  { schema: codec.schema('observed/2'), node: scalar.nodeId, resources: codec.list(resource) },
  { foreign },
);
