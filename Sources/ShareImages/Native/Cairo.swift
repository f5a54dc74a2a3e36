/// Functions of cairo.
enum Cairo {
    /// `CAIRO_FORMAT_RGB24`: 32 bits a pixel, the upper eight unused.
    static let formatRGB24: Int32 = 1
    /// `CAIRO_ANTIALIAS_GRAY`.
    static let grey: Int32 = 2
    /// `CAIRO_HINT_STYLE_NONE`.
    static let unhinted: Int32 = 1
    /// `CAIRO_HINT_METRICS_OFF`.
    static let exactMetrics: Int32 = 1

    static let version: @convention(c) () -> Text = PangoCairo.function("cairo_version_string")
    static let statusText: @convention(c) (Int32) -> Text = PangoCairo.function("cairo_status_to_string")

    static let newSurface: @convention(c) (Int32, Int32, Int32) -> Pointer =
        PangoCairo.function("cairo_image_surface_create")
    static let surfaceStatus: @convention(c) (Pointer) -> Int32 = PangoCairo.function("cairo_surface_status")
    static let flush: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_surface_flush")
    static let pixels: @convention(c) (Pointer) -> UnsafeMutableRawPointer? =
        PangoCairo.function("cairo_image_surface_get_data")
    static let stride: @convention(c) (Pointer) -> Int32 = PangoCairo.function("cairo_image_surface_get_stride")
    static let deleteSurface: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_surface_destroy")

    static let new: @convention(c) (Pointer) -> Pointer = PangoCairo.function("cairo_create")
    static let status: @convention(c) (Pointer) -> Int32 = PangoCairo.function("cairo_status")
    static let delete: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_destroy")

    static let setColour: @convention(c) (Pointer, Double, Double, Double) -> Void =
        PangoCairo.function("cairo_set_source_rgb")
    static let paint: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_paint")
    static let fill: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_fill")
    static let move: @convention(c) (Pointer, Double, Double) -> Void = PangoCairo.function("cairo_move_to")
    static let newSubPath: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_new_sub_path")
    static let arc: @convention(c) (Pointer, Double, Double, Double, Double, Double) -> Void =
        PangoCairo.function("cairo_arc")
    static let rectangle: @convention(c) (Pointer, Double, Double, Double, Double) -> Void =
        PangoCairo.function("cairo_rectangle")
    static let save: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_save")
    static let clip: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_clip")
    static let restore: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_restore")

    static let newFontOptions: @convention(c) () -> Pointer = PangoCairo.function("cairo_font_options_create")
    static let setAntialias: @convention(c) (Pointer, Int32) -> Void =
        PangoCairo.function("cairo_font_options_set_antialias")
    static let setHintStyle: @convention(c) (Pointer, Int32) -> Void =
        PangoCairo.function("cairo_font_options_set_hint_style")
    static let setHintMetrics: @convention(c) (Pointer, Int32) -> Void =
        PangoCairo.function("cairo_font_options_set_hint_metrics")
    static let deleteFontOptions: @convention(c) (Pointer) -> Void = PangoCairo.function("cairo_font_options_destroy")
}
