WITH observations AS
(
    {{observations}}
)
{{made}}
