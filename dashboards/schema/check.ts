// Holds a dashboard against Grafana's own types. The test appends
// `check(<JSON>);` to this file and lets the compiler look at it.
import type { AnnotationQuery, Dashboard, Panel, RowPanel, DataSourceRef, DataQuery } from '@grafana/schema';
import type * as bargauge from '@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as history from '@grafana/schema/dist/types/raw/composable/statushistory/panelcfg/x/StatusHistoryPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

// JSON has the values of enumerations, not their names.
type Plain<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T
  : T extends Array<infer U> ? Array<Plain<U>> : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

// What the schema leaves open: the queries of the two data sources.
interface ClickHouse extends DataQuery {
  refId: string; datasource: DataSourceRef; editorType: 'sql'; queryType: 'timeseries' | 'table'; format: 0 | 1; rawSql: string;
}
interface Prometheus extends DataQuery {
  refId: string; datasource: DataSourceRef; editorMode: 'code'; expr: string; legendFormat?: string; instant: true;
}

// What it leaves open too: which options belong to which kind of panel.
type Defaults<C> = Omit<NonNullable<Panel['fieldConfig']>['defaults'], 'custom'> & { custom?: C };
type Kind<T extends string, O, C> = Omit<Panel, 'type' | 'options' | 'targets' | 'fieldConfig'> & {
  type: T; title: string; description: string; options: O; targets: Array<ClickHouse | Prometheus>;
  fieldConfig: Omit<NonNullable<Panel['fieldConfig']>, 'defaults'> & { defaults: Defaults<C> & { noValue: string } };
};
type Known = Omit<RowPanel, 'panels'> & { panels: [] }
  | Kind<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | Kind<'stat', stat.Options, never>
  | Kind<'bargauge', bargauge.Options, never>
  | Kind<'table', table.Options, Partial<table.FieldConfig>>
  | Kind<'status-history', history.Options, history.FieldConfig>;

type Strict = Omit<Dashboard, 'panels' | 'annotations'> & { panels: Known[]; annotations: { list: AnnotationQuery<ClickHouse>[] } };

declare function check(dashboard: Plain<Strict>): void;

// The compiler must find fault with this one, or it has found no types.
const wrong = { id: 1, type: 'stat', title: '', description: '', targets: [], fieldConfig: { defaults: { noValue: '' }, overrides: [] } } as const;
// @ts-expect-error
check({ schemaVersion: 39, annotations: { list: [] }, panels: [{ ...wrong, options: { colorMode: 'sparkling' } }] });
