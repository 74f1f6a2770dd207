/* The same mistakes in the words of NumPy, JAX, TensorFlow and Keras, MLX, Candle and Burn. Most tell
 * both whole shapes. */
#include "lessons/clinic/wordings.h"

#include <stddef.h>

#define NUMPY(class, known, pattern)                                                               \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_NUMPY, pattern, known, false                           \
    }
#define JAX(class, known, pattern)                                                                 \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_JAX, pattern, known, false                             \
    }
#define TF(class, known, pattern)                                                                  \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_TENSORFLOW, pattern, known, false                      \
    }
#define MLX(class, known, pattern)                                                                 \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_MLX, pattern, known, false                             \
    }
#define RUST(class, known, pattern)                                                                \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_RUST, pattern, known, false                            \
    }

static const struct wording rows[] = {
    NUMPY(MM, "run",
          "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
          "(n?,k),(k,m?)->(n?,m?) (size <j> is different from <k>)"),
    NUMPY(MM, "run", "shapes <@a> and <@b> not aligned"),
    NUMPY(BROADCAST, "run",
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
          "<@a>-><~> <@b>-><~> and requested shape <@target>"),
    NUMPY(EINSUM, "run",
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
          "<@a>-><@ra> <@b>-><@rb>"),
    NUMPY(EXPAND, "run",
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
          "<@have> and requested shape <@want>"),
    NUMPY(BROADCAST, "run", "operands could not be broadcast together with shapes <@a> <@b>"),
    NUMPY(BROADCAST, "read",
          "shape mismatch: objects cannot be broadcast to a single shape. Mismatch is between arg "
          "<first> with shape <@a> and arg <which> with shape <@b>"),
    NUMPY(BROADCAST, "run", "could not broadcast input array from shape <@b> into shape <@a>"),
    NUMPY(VIEW, "run", "cannot reshape array of size <cells> into shape <@want>"),
    NUMPY(
        CAT, "run",
        "all the input array dimensions except for the concatenation axis must match exactly, but "
        "along dimension <axis>, the array at index <first> has size <a> and the array at index "
        "<which> has size <b>"),
    NUMPY(
        CAT, "read",
        "all the input arrays must have same number of dimensions, but the array at index <first> "
        "has <rank> dimension(s) and the array at index <which> has <rank2> dimension(s)"),
    NUMPY(CAT, "run", "all input arrays must have the same shape"),
    NUMPY(EINSUM, "run",
          "einstein sum subscripts string contains too many subscripts for operand <which>"),
    NUMPY(AXES, "run", "axes don't match array"),
    NUMPY(INDEX, "run", "index <index> is out of bounds for axis <dim> with size <size>"),
    NUMPY(SPLIT, "run", "array split does not result in an equal division"),
    NUMPY(AXES, "run", "axis <axis> is out of bounds for array of dimension <rank>"),
    NUMPY(AXES, "read",
          "too many indices for array: array is <rank>-dimensional, but <got> were indexed"),

    JAX(MM, "told",
        "dot_general requires contracting dimensions to have the same shape, got <@a> and <@b>"),
    JAX(BMM, "told",
        "dot_general requires lhs batch dimensions and rhs batch dimensions to have the same "
        "shape, "
        "got <@a> and <@b>"),
    JAX(BMM, "read",
        "dot_general requires lhs batch dimensions and rhs batch dimensions to have the same "
        "shape, got [<n> <m>] and [<n2> <m2>]"),
    JAX(BROADCAST, "read", "<$op> got incompatible shapes for broadcasting: <@a>, <@b>"),
    JAX(BROADCAST, "read", "Incompatible shapes for broadcasting: shapes=[<@a>, <@b>"),
    JAX(BROADCAST, "read", "Incompatible shapes for broadcasting: shapes=[<@a>, (), <@b>"),
    JAX(BROADCAST, "read", "Incompatible shapes for broadcasting: <@a> and requested shape <@b>"),
    JAX(BROADCAST, "read", "Incompatible shapes for broadcasting: <@a> and <@b>"),
    JAX(BROADCAST, "read",
        "<$op> requires arguments to have equal shapes or total size, got <@a> and <@b>"),
    JAX(BROADCAST, "read", "select cases must have the same shapes, got [<@a>, <@b>"),
    JAX(BROADCAST, "read",
        "<$op> which must be <~>scalar or have the same shape as cases, got <@a> but case shape "
        "<@b>"),
    JAX(MM, "read", "matmul input operand 1 must have <~>got <@a> and <@b>"),
    JAX(VIEW, "told", "cannot reshape array of shape <@have> (size <cells>) into shape <@want>"),
    JAX(VIEW, "read",
        "reshape total size must be unchanged, got new_sizes <@want> for shape <@have>"),
    JAX(CAT, "read",
        "Cannot concatenate arrays with shapes that differ in dimensions other than the one being "
        "concatenated: concatenating along dimension <dim> for shapes <@a>, <@b>"),
    JAX(WIDTH, "read",
        "Initializer expected to generate shape <@model> but got shape <@file> instead for "
        "parameter "
        "\"<$name>\""),
    JAX(WIDTH, "read",
        "For parameter \"<$name>\" in \"<$where>\", the given initializer is expected to generate "
        "shape <@model>, but the existing parameter it received has shape <@file>"),
    JAX(EINSUM, "read",
        "Einstein sum subscript '<$letter>' does not contain the correct number of indices for "
        "operand <which>"),
    JAX(EINSUM, "read",
        "Size of label '<$letter>' for operand <which> (<a>) does not match previous terms (<b>)"),
    JAX(DIVISIBLE, "read",
        "Memory dimension (<width>) must be divisible by number of heads (<heads>)"),
    JAX(DIVISIBLE, "read", "Memory dimension must be divisible by number of heads"),
    JAX(DIVISIBLE, "read",
        "hidden_size: <width> has to be divisible by num_attention_heads: <heads>"),

    TF(BROADCAST, "told", "Incompatible shapes: <@a> vs. <@b>"),
    TF(BROADCAST, "read", "required broadcastable shapes"),
    TF(BROADCAST, "read", "Inputs have incompatible shapes. Received shapes <@a> and <@b>"),
    TF(MM, "read",
       "Dimensions must be equal, but are <k> and <j> for '{{node <~>}} = <?Batch>MatMul<~>' with "
       "input shapes: <@a>, <@b>"),
    TF(MM, "read",
       "Dimensions must be equal, but are <k> and <j> for <~>(op: '<?Batch>MatMul<~>') with input "
       "shapes: <@a>, <@b>"),
    TF(BROADCAST, "read",
       "Dimensions must be equal, but are <k> and <j> for <~> with input shapes: <@a>, <@b>"),
    TF(BROADCAST, "read", "Dimensions must be equal, but are <a> and <b> for"),
    TF(MM, "told", "Matrix size-incompatible: In[0]: <@a>, In[1]: <@b>"),
    TF(MM, "read", "In[0] mismatch In[1] shape: <k> vs. <j>: <@a> <@b>"),
    TF(BMM, "read", "In[0] and In[1] must have compatible batch dimensions: <@a> vs. <@b>"),
    TF(VIEW, "read",
       "Input to reshape is a tensor with <cells> values, but the requested shape has <wanted>"),
    TF(VIEW, "read", "Cannot reshape a tensor with <cells> elements to shape <@want>"),
    TF(VIEW, "read",
       "The total size of the tensor must be unchanged. Received: input_shape=<@have>, "
       "target_shape=<@want>"),
    TF(VIEW, "read",
       "total size of new array must be unchanged, input_shape = <@have>, output_shape = <@want>"),
    TF(WIDTH, "read",
       "expected axis -1 of input shape to have value <want>, but received input with shape "
       "<@came>"),
    TF(AXES, "read", "expected ndim=<want>, found ndim=<rank>. Full shape received: <@came>"),
    TF(AXES, "read", "expected min_ndim=<want>, found ndim=<rank>. Full shape received: <@came>"),
    TF(AXES, "read", "expected shape=<@want>, found shape=<@came>"),
    TF(CAT, "read",
       "A `Concatenate` layer requires inputs with matching shapes except for the concatenation "
       "axis. Received: input_shape=[<@a>, <@b>"),
    TF(CAT, "read",
       "ConcatOp : Dimension <axis> in both shapes must be equal: shape[0] = <@a> vs. "
       "shape[<which>] = <@b>"),
    TF(CAT, "read",
       "ConcatOp : Dimensions of inputs should match: shape[0] = <@a> vs. shape[<which>] = <@b>"),
    TF(CAT, "read",
       "Dimension <axis> in both shapes must be equal, but are <a> and <b>. Shapes are <@a2> and "
       "<@b2>"),
    TF(INDEX, "read", "indices[<~>] = <index> is not in [0, <size>)"),
    TF(EINSUM, "read",
       "Expected dimension <a> at axis <axis> of the input shaped <@came> but got dimension <b>"),
    TF(DTYPE, "read",
       "cannot compute <$op> as input #<which>(zero-based) was expected to be a <$a> tensor but is "
       "a <$b> tensor"),
    TF(LOAD, "read",
       "Layer weight shape <@model> not compatible with provided weight shape <@file>"),
    TF(LOAD, "read",
       "Shape mismatch in layer #<which> <~> for weight <~>: Weight expects shape <@model>. "
       "Received saved weight with shape <@file>"),

    MLX(MM, "read",
        "[matmul] Last dimension of first input with shape <@a> must match second to last "
        "dimension "
        "of second input with shape <@b>"),
    MLX(MM, "read",
        "[addmm] Last dimension of first input with shape <@a> must match second to last dimension "
        "of second input with shape <@b>"),
    MLX(BROADCAST, "read", "[broadcast_shapes] Shapes <@a> and <@b> cannot be broadcast"),
    MLX(BROADCAST, "read", "Shapes <@a> and <@b> cannot be broadcast"),
    MLX(EXPAND, "read", "Cannot broadcast array of shape <@have> into shape <@want>"),
    MLX(VIEW, "read", "[reshape] Cannot reshape array of size <cells> into shape <@want>"),
    MLX(CAT, "read",
        "[concatenate] All the input array dimensions must match exactly except for the "
        "concatenation axis. However, the provided shapes are <@a>, <@b>"),
    MLX(CAT, "read",
        "[concatenate] All the input array dimensions must match exactly except for the "
        "concatenation axis"),
    MLX(DTYPE, "read",
        "[scaled_dot_product_attention] Mask type must promote to output type <$got>"),
    MLX(AXES, "read",
        "[scaled_dot_product_attention] input with shape <@came> expected to be rank <want>"),
    MLX(DIVISIBLE, "read",
        "[scaled_dot_product_attention] n_heads must be a multiple of n_kv_heads, found n_heads "
        "<width> for n_kv_heads <heads>"),
    MLX(MM, "read",
        "[scaled_dot_product_attention] query, keys expected to have matching last dimension; "
        "found query shape <@a> for keys shape <@b>"),
    MLX(LOAD, "read", "Expected shape <@model> but received shape <@file> for parameter <$name>"),
    MLX(CONV, "read",
        "[conv] Expect the input channels in the input and weight array to match but got shapes - "
        "input: <@came> and weight: <@weight>"),
    MLX(MM, "read", "[quantized_matmul] <~>with shape <@b> <~>does not match <~><@a>"),

    RUST(MM, "read", "ShapeMismatchBinaryOp { lhs: <@a>, rhs: <@b>, op: \"matmul\" }"),
    RUST(BROADCAST, "read", "ShapeMismatchBinaryOp { lhs: <@a>, rhs: <@b>, op: \"<$op>\" }"),
    RUST(MM, "read", "shape mismatch in matmul, lhs: <@a>, rhs: <@b>"),
    RUST(CAT, "read",
         "shape mismatch in cat for dim <dim>, shape for arg 1: <@a> shape for arg <which>: <@b>"),
    RUST(VIEW, "read", "shape mismatch in reshape, lhs: <@have>, rhs: <@want>"),
    RUST(EXPAND, "read", "shape mismatch in broadcast_as, lhs: <@have>, rhs: <@want>"),
    RUST(LAYER_NORM, "read", "shape mismatch in layer-norm <~>lhs: <@came>, rhs: <@built>"),
    RUST(BROADCAST, "read", "shape mismatch in <$op>, lhs: <@a>, rhs: <@b>"),
    RUST(EXPAND, "read", "cannot broadcast <@have> to <@want>"),
    RUST(LOAD, "read", "shape mismatch for <$name>, expected: <@model>, got: <@file>"),
    RUST(LOAD, "read", "cannot find tensor <$missing>"),
    RUST(AXES, "read", "unexpected rank, expected: <want>, got: <rank> (<@came>)"),
    RUST(DTYPE, "read", "dtype mismatch in <$op>, lhs: <$a>, rhs: <$b>"),
    RUST(DTYPE, "read", "unexpected dtype, expected: <$a>, got: <$b>"),
    RUST(DTYPE, "read", "unsupported dtype <$got> for op <$op>"),
    RUST(DEVICE, "read", "device mismatch in <$op>, lhs: <~>, rhs: <~>"),
    RUST(INDEX, "read", "<$op> invalid index <index> with dim size <size>"),
    RUST(INDEX, "read", "<$op> invalid index <index> with vocab <size>"),
    RUST(INDEX, "read",
         "narrow invalid args <~>: <@have>, dim: <dim>, start: <start>, len:<length>"),
    RUST(AXES, "read", "<$op>: dimension index <axis> out of range for <?shape ><@came>"),
    RUST(STRIDES, "read", "<$op> only supports contiguous tensors"),
    RUST(STRIDES, "read", "MatMulUnexpectedStriding"),
    RUST(STRIDES, "read", "non-contiguous <~> in matmul"),
    RUST(
        MM, "read",
        "The inner dimension of matmul should be the same, but got <k> and <j>. <~>Lhs shape <@a>, "
        "rhs shape <@b>"),
    RUST(MM, "read", "The inner dimension of matmul should be the same, but got <k> and <j>"),
    RUST(BROADCAST, "read",
         "Incompatible size at dimension '<dim>' => '<a> != <b>', which can't be broadcasted. Lhs "
         "tensor shape <@left>, Rhs tensor shape <@right>"),
    RUST(BROADCAST, "read", "Incompatible size at dimension '<dim>' => '<a> != <b>'"),
    RUST(
        VIEW, "read",
        "The given shape doesn't have the same number of elements as the current tensor<~> Current "
        "shape: <@have>, target shape: <@want>"),
    RUST(VIEW, "read", "number of elements<~> Current shape: <@have>, target shape: <@want>"),
    {CLINIC_CLASS_NONE, CLINIC_SYSTEM_NUMPY, NULL, NULL, false},
};

const struct wording *wordings_others(void)
{
    return rows;
}
