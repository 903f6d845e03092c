import type {
  IdeogramIncidentActionsExtensionPoint,
  RemediationAction,
} from 'backstage-plugin-ideogram-incident-node';

/** How one action is handled, from the configuration. */
export interface ActionSettings {
  enabled: boolean;
  /** True where a second person has to agree. */
  approval: boolean;
  reason: 'optional' | 'required';
}

/** All actions there are, and how each is handled. */
export class ActionRegistry implements IdeogramIncidentActionsExtensionPoint {
  private readonly actions = new Map<string, RemediationAction>();
  private settingsOf = (_id: string): ActionSettings => ({
    enabled: true,
    approval: false,
    reason: 'optional',
  });

  readonly addAction: IdeogramIncidentActionsExtensionPoint['addAction'] =
    action => {
      if (this.actions.has(action.id)) {
        throw new Error(`There is an action ${action.id} already`);
      }
      this.actions.set(action.id, action as unknown as RemediationAction);
    };

  /** What the configuration says, once it is read. */
  configure(settingsOf: (id: string) => ActionSettings): void {
    this.settingsOf = settingsOf;
  }

  get ids(): string[] {
    return [...this.actions.keys()];
  }

  settings(id: string): ActionSettings {
    return this.settingsOf(id);
  }

  /** The enabled ones. */
  all(): RemediationAction[] {
    return [...this.actions.values()].filter(
      ({ id }) => this.settingsOf(id).enabled,
    );
  }

  /** Undefined where there is none, or it is not enabled. */
  find(id: string): RemediationAction | undefined {
    return this.settingsOf(id).enabled ? this.actions.get(id) : undefined;
  }
}
