import type {
  IdeogramIncidentProbesExtensionPoint,
  Probe,
} from 'backstage-plugin-ideogram-incident-node';

/** All probes, the built-in ones and those that modules add. */
export class ProbeRegistry implements IdeogramIncidentProbesExtensionPoint {
  private readonly byName = new Map<string, Probe>();

  get probes(): readonly Probe[] {
    return [...this.byName.values()];
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  addProbe(probe: Probe): void {
    if (this.byName.has(probe.name)) {
      throw new Error(`There is already a probe named ${probe.name}`);
    }
    this.byName.set(probe.name, probe);
  }
}
