interface Drawn {
  readonly id: string;
  readonly requires: readonly { readonly id: string; readonly to: string }[];
}

const gap = 40;
const decision = { width: 180, height: 80, y: 40 };
const input = { width: 160, height: 50, y: 240 };

/** The diagram of a model: decisions in a row, inputs below them. Without one, most modellers show nothing. `own`: what its ids begin with. */
export function writeDrawing(inputs: readonly string[], decisions: readonly Drawn[], own = ''): string {
  const center = (index: number, { width }: { width: number }): number => gap + index * (width + gap) + width / 2;
  const shapes = [
    ...decisions.map(({ id }, index) => shape(own, id, index, decision)),
    ...inputs.map((id, index) => shape(own, id, index, input)),
  ];
  /** From the top of an input, or from a decision beside it. */
  const start = (to: string): string => {
    const at = decisions.findIndex(({ id }) => id === to);
    const x = at < 0 ? center(inputs.indexOf(to), input) : center(at, decision);
    return `        <di:waypoint x="${x}" y="${at < 0 ? input.y : decision.y + decision.height}"/>`;
  };
  const edges = decisions.flatMap(({ requires }, index) =>
    requires.map(({ id, to }) =>
      [
        `      <dmndi:DMNEdge id="${own}edge_${id}" dmnElementRef="${id}">`,
        start(to),
        `        <di:waypoint x="${center(index, decision)}" y="${decision.y + decision.height}"/>`,
        '      </dmndi:DMNEdge>',
      ].join('\n'),
    ),
  );
  return [
    '  <dmndi:DMNDI>',
    `    <dmndi:DMNDiagram id="${own}diagram">`,
    ...shapes,
    ...edges,
    '    </dmndi:DMNDiagram>',
    '  </dmndi:DMNDI>',
  ].join('\n');
}

function shape(own: string, id: string, index: number, { width, height, y }: typeof decision): string {
  const x = gap + index * (width + gap);
  return [
    `      <dmndi:DMNShape id="${own}shape_${id}" dmnElementRef="${id}">`,
    `        <dc:Bounds height="${height}" width="${width}" x="${x}" y="${y}"/>`,
    '      </dmndi:DMNShape>',
  ].join('\n');
}
